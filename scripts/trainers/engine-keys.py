"""Names of the settings that other trainers document, read from their packages' sources without installing what those need:

    python3 scripts/trainers/engine-keys.py FOLDER > lib/engines/documented-keys.json

FOLDER holds unpacked wheels: llamafactory with the transformers and trl that it asks for, axolotl, accelerate.
"""

import ast
import json
import sys
from pathlib import Path

folder = Path(sys.argv[1])


def version_of(package):
    return next(folder.glob(f"{package}-*.dist-info")).name.removesuffix(".dist-info").rsplit("-", 1)[1]


def fields(files, only=None):
    found = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and (only is None or node.name in only):
                found |= {one.target.id for one in node.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)}
    return found


hugging_face = fields([folder / "transformers/training_args.py"], {"TrainingArguments"})
keys = {
    "llama_factory": {
        "version": version_of("llamafactory"),
        "keys": sorted(fields((folder / "llamafactory/hparams").glob("*.py")) | hugging_face),
    },
    "axolotl": {"version": version_of("axolotl"), "keys": sorted(fields((folder / "axolotl/utils/schemas").rglob("*.py")))},
    "accelerate": {
        "version": version_of("accelerate"),
        "keys": sorted(fields([folder / "accelerate/commands/config/config_args.py"])),
    },
}
print(json.dumps(keys, indent=2))
