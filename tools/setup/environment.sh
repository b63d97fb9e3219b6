#!/usr/bin/env bash
# usage: environment.sh FOLDER REQUIREMENTS     a virtual environment with torch's CPU build and what REQUIREMENTS lists;
#                                               packages of its lines "# alone: ..." come without what they ask for
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$1 requirements=$2

pip() { "$folder/bin/python" -m pip --disable-pip-version-check -qq "$@"; }

if ! "$folder/bin/python" -c '' 2>/dev/null; then
  python=$("$here/python.sh")
  echo "setup: making $folder with $("$python" -V)"
  "$python" -m venv --clear "$folder"
fi

# A build tagged +cpu is a tenth of the size of the default one on Linux, which carries CUDA. Some registries have only the default.
torch=$(grep -m1 '^torch==' "$requirements")
if [ "$("$folder/bin/python" -c 'import torch; print(torch.__version__.split("+")[0])' 2>/dev/null)" != "${torch#torch==}" ]; then
  echo "setup: installing $torch into $folder"
  pip install "$torch+cpu" 2>/dev/null ||
    { echo "setup: the package index has no CPU build of torch, taking its default one"; pip install "$torch"; } ||
    { echo "setup: stopped, pip could not install $torch. See that a package index is reachable, or set PIP_FIND_LINKS to a folder of wheels" >&2; exit 1; }
fi
echo "setup: installing $requirements into $folder"
alone=$(sed -n 's/^# alone: //p' "$requirements")
pip install -r "$requirements" && { [ -z "$alone" ] || pip install --no-deps $alone; } ||
  { echo "setup: stopped, pip could not install $requirements. See that a package index is reachable, or set PIP_FIND_LINKS to a folder of wheels" >&2; exit 1; }
