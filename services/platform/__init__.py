"""Tenants, people, sessions: what the platform itself needs."""
