"""The record pages of grants and schemes; the dashboard of money is in `dashboards`."""
