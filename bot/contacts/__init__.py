"""Where to turn: addresses as dated data, chosen by citizenship and region, and told in words."""
