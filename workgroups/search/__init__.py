"""One index of what members may find, filled by the apps that own the texts."""
