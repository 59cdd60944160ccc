"""The programs and libraries a report is made with."""
