"""What people type: dates, countries, yes and no."""
