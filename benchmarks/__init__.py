"""What briefpack costs, measured beside its peers: `invoke bench`."""
