# Holds documents against cloud-init's own schema. Standard input: a JSON list of {name, userData, networkConfig}.
# Standard output: a JSON object of what is wrong, by name. The schema of network configurations is in cloud-init 24.1
# and later alone.
import json
import sys

import yaml
from cloudinit.config import schema


def complaint(text, **kind):
    try:
        schema.validate_cloudconfig_schema(yaml.safe_load(text), strict=True, **kind)
    except schema.SchemaValidationError as error:
        return str(error)


def complaints(document):
    if not document["userData"].startswith("#cloud-config\n"):
        yield "the user data does not begin with #cloud-config"
    yield complaint(document["userData"], schema=schema.get_schema())
    kinds = getattr(schema, "SchemaType", None)
    if kinds and hasattr(kinds, "NETWORK_CONFIG_V2"):
        yield complaint(document["networkConfig"], schema_type=kinds.NETWORK_CONFIG_V2)


wrong = {document["name"]: [text for text in complaints(document) if text] for document in json.load(sys.stdin)}
json.dump({name: texts for name, texts in wrong.items() if texts}, sys.stdout)
