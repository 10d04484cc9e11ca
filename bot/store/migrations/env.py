"""What Alembic runs to change the tables: on the connection, and in the transaction, that it is given.

It is imported by Alembic alone, which puts the connection there before. The transaction is not begun
here: SQLite's must be an exclusive one, PostgreSQL's must hold the lock that keeps others away.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
