// Embeds Migrations, Views and Checks; see README.md.
