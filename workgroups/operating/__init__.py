"""The pages of those who run the installation: people, jobs, storage, health."""
