#!/bin/sh
# Installs what test/lab needs on Debian or Ubuntu. Needs root; no service is started.
set -eu

packages='iproute2 iptables nftables conntrack tcpdump nginx-light haproxy openssl curl procps gcc libc6-dev'

if [ "$(id -u)" -ne 0 ]; then
  echo "lab-packages: needs root; it would install: $packages" >&2
  exit 1
fi
if ! command -v apt-get >/dev/null; then
  echo "lab-packages: no apt-get here; install by hand: $packages" >&2
  exit 1
fi

# Debian's own way to keep packages from starting their services while they are installed.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  trap 'rm -f "$policy"' EXIT
fi

apt-get update
# shellcheck disable=SC2086 # one word per package
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
