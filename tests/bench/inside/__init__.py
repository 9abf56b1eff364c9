"""What is measured within Django; each function is called by `Site.inside`, in its own process."""
