"""What everybody may read: the front, groups' public faces, the library of reports."""
