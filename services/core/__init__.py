"""What every workspace stands on: settings, errors, database, security, languages, tasks."""
