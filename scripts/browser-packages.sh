#!/bin/sh
# Installs the browser that test/slow/web.test.ts drives, and a font for Chinese, on Debian or Ubuntu. Needs root.
set -eu

packages='chromium fonts-noto-cjk'

if [ "$(id -u)" -ne 0 ]; then
  echo "browser-packages: needs root; it would install: $packages" >&2
  exit 1
fi
if ! command -v apt-get >/dev/null; then
  echo "browser-packages: no apt-get here; install by hand: $packages" >&2
  exit 1
fi

apt-get update
# shellcheck disable=SC2086 # one word per package
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
