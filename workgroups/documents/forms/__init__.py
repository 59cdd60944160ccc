"""The shape of what is typed; what it must be is judged by the actions, in one place."""
