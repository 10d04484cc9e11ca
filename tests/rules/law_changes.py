"""The law with one record changed, to see by the answers whether the engine reads it."""

from rules.law import Law, Provision, Scalar


def with_record(law: Law, old: Provision, new: Provision) -> Law:
    """Return the law with one version of one provision in the place of another."""
    return Law(
        checked=law.checked,
        provisions=tuple(new if each is old else each for each in law.provisions),
        readings=law.readings,
        countries=law.countries,
        workdays=law.workdays,
        acts=law.acts,
    )


def with_value(law: Law, version: Provision, **values: int) -> Law:
    """Return the law with values of one version changed."""
    return with_record(law, version, version._replace(value={**version.value, **values}))


def shifted(law: Law, version: Provision, step: int) -> Law:
    """Return the law with every number of one version changed by a step, and its article marked."""
    values: dict[str, Scalar] = {
        key: max(1, value + step) if type(value) is int else value for key, value in version.value.items()
    }
    return with_record(law, version, version._replace(value=values, article=f"{version.article} §"))
