"""The database itself refuses to change a line of the trail."""

from typing import Any

TABLE = "award_entry"
SAYS = "the audit trail is append-only"

CREATE = {
    "sqlite": [
        f"CREATE TRIGGER trail_keeps_its_lines BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
    ],
    "postgresql": [
        f"CREATE FUNCTION trail_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$",
        f"CREATE TRIGGER trail_keeps_its_lines BEFORE UPDATE ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION trail_is_append_only()",
    ],
}
DROP = {
    "sqlite": ["DROP TRIGGER trail_keeps_its_lines"],
    "postgresql": [f"DROP TRIGGER trail_keeps_its_lines ON {TABLE}", "DROP FUNCTION trail_is_append_only()"],
}


def create(apps: Any, schema_editor: Any) -> None:
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
