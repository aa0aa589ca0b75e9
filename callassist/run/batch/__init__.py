"""Many recordings at once: here, on a cluster, into folders, the store or a data set."""
