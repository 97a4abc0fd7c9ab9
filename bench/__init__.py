"""Speed, told as ratios: ours beside a named floor or peer measured in the same run, since machines are noisy."""
