"""The JSON Schema of what is printed."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema


class _AsPrinted(GenerateJsonSchema):
    """Every field is required: what has its default value is printed like anything else."""

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,  # noqa: ARG002
        total: bool,  # noqa: ARG002
    ) -> bool:
        """True of each."""
        return True


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of the model's JSON, in the dialect of draft 2020-12."""
    schema = model.model_json_schema(mode="serialization", schema_generator=_AsPrinted)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}
