"""What has been learnt: lessons as cards of the 5Is with the numbers behind them, own, shared and reported."""
