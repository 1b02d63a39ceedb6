# Holds documents against cloud-init's own schema. Standard input: a JSON list of {name, userData, networkConfig}.
# Standard output: a JSON object of what is wrong, by name. The schema of network configurations is in cloud-init 24.1
# and later alone.
import email
import json
import sys

import yaml
from cloudinit import util
from cloudinit.config import schema


def complaint(text, **kind):
    try:
        schema.validate_cloudconfig_schema(yaml.safe_load(text), strict=True, **kind)
    except schema.SchemaValidationError as error:
        return str(error)


def cloud_config(text):
    """The cloud-config itself, or that part of an archive, as cloud-init takes it out."""
    message = email.message_from_string(text)
    if not message.is_multipart():
        return text
    parts = [part for part in message.walk() if part.get_content_type() == "text/cloud-config"]
    return util.fully_decoded_payload(parts[0])


def complaints(document):
    text = cloud_config(document["userData"])
    if not text.startswith("#cloud-config\n"):
        yield "the user data does not begin with #cloud-config"
    yield complaint(text, schema=schema.get_schema())
    kinds = getattr(schema, "SchemaType", None)
    if kinds and hasattr(kinds, "NETWORK_CONFIG_V2"):
        yield complaint(document["networkConfig"], schema_type=kinds.NETWORK_CONFIG_V2)


wrong = {document["name"]: [text for text in complaints(document) if text] for document in json.load(sys.stdin)}
json.dump({name: texts for name, texts in wrong.items() if texts}, sys.stdout)
