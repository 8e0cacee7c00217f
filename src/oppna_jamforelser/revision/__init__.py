"""Revisions: what differs between two publications, and why."""
