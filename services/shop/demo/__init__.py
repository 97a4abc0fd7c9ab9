"""The trade of an example house: a year of deliveries, counts and sales that ends today."""
