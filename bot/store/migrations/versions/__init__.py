"""The revisions; each names the one it follows. None is changed once it is on a main branch."""
