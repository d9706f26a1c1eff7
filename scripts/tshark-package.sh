#!/bin/sh
# Installs tshark on Debian or Ubuntu, with which test/slow/tshark.test.ts reads back what rstrace writes. Needs root.
set -eu

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "tshark-package: needs root and apt-get; install tshark by hand" >&2
  exit 1
fi

apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends tshark
