"""The overlay: the card above every window, the bar it hangs on, and the lines below."""
