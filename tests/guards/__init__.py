"""What keeps tests from reaching beyond the machine."""
