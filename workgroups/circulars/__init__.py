"""Letters of a group's officers to its members: templates, merge fields, who gets them, who acknowledged."""
