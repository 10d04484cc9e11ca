"""The gettext catalogues, one folder a language, one file a domain."""
