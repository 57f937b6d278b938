"""Whether a command stays on this machine: what its processes call, and what the system counts of their calls."""
