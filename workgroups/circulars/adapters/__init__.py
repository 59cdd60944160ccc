"""The typesetter that makes a circular's PDF."""
