"""What the customer tells and asks: kept, said back, answered, or asked for once more."""
