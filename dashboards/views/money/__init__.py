"""Views of money: the flow, the years, what if, and the questions about money, each answered in its title."""
