"""What is served beside the pages: health, sign-in, downloads, the point of sale."""
