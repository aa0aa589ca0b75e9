"""What has been said so far: the memory that every detector shares."""
