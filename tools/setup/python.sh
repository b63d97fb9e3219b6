#!/usr/bin/env bash
# Prints a Python that R can load: 3.11 or later, with venv, built with a shared library. Installs Debian's where there is none.
set -euo pipefail

fits() {
  "$1" - <<'PY' 2>/dev/null
import ensurepip, os, sys, sysconfig, venv
shared = sysconfig.get_config_var("Py_ENABLE_SHARED") or sysconfig.get_config_var("PYTHONFRAMEWORK")
library = os.path.join(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME") or "")
sys.exit(not (sys.version_info >= (3, 11) and shared and os.path.exists(library)))
PY
}

find_python() {
  for python in ${PYTHON:-} python3.11 python3.12 python3.13 python3 /usr/bin/python3; do
    python=$(command -v "$python") && fits "$python" && echo "$python" && return
  done
  return 1
}

find_python && exit
debian=(python3 python3-venv libpython3.11)
if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
  echo "setup: installing Debian packages: ${debian[*]}" >&2
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${debian[@]}"; } >/dev/null 2>&1 || true
  find_python && exit
fi
echo "setup: stopped, no Python >= 3.11 with venv and a shared library. On Debian: sudo apt-get install ${debian[*]}; elsewhere set PYTHON to one" >&2
exit 1
