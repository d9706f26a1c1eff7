import type { LocateCommandWords } from './types.js'

export const en: LocateCommandWords = {
  target: 'URL, or HOST[:PORT]: port 443 speaks TLS, 80 HTTP; on others the SYN itself is what is traced',
  pingTarget: 'name or address',
  options: {
    sni: 'the trigger is a ClientHello for NAME; default: the name in the target',
    host: 'the trigger is a request with this Host; default: the name in the target',
    path: 'the trigger is a request for PATH; default: that of the URL',
    control: 'harmless name for the control; it is sent to your server only; default www.example.com',
    controlPort: 'open port of the same host for the control, when the SYN itself is blocked',
    address: 'connect to this address instead of asking the resolver',
    maxHops: 'largest hop limit to try, 1 to 60; default 30',
    timeout: 'seconds to wait at most for a connection or an answer, 0.3 to 30; default 3',
    pace: 'seconds between connections, 0 to 600; default 0.05',
    oneConnection: 'one connection for all hop limits, for devices that block what follows a trigger',
    varyPorts: 'another source port each time: other paths, where routers balance by port',
    fromCapture: 'take the target from a finding of this capture, and compare both',
    finding: 'which finding, by its number; default: the only one that is not harmless',
    resolve: 'ask the resolver for the names of the routers',
    asn: 'database of networks (MaxMind format, such as GeoLite2-ASN.mmdb)',
    city: 'database of places (MaxMind format, such as GeoLite2-City.mmdb)',
    compare: 'set the answers beside the findings of this capture',
    count: 'echo requests, 1 to 20; default 3',
    pingTimeout: 'seconds to wait for each answer, 0.3 to 30; default 2',
  },
  locate: {
    description: 'find the hops between which the sender of a reset sits, by counting',
    epilogue: `How it works:
  On established connections it sends the trigger with hop limits 1, 2, 3 and so on: small ones run out at a router before they meet the device, and the first that meets it tells how far away it is. A harmless control, sent in the same way, tells what the path does otherwise. Whatever the place depends on is tried at least three times. The answer is a stretch between two hops, never one hop.

What it does to the network:
  Ordinary client connections to the one address you gave, one at a time and paced, about 40 on a path of 8 hops and never more than 250. Each is ended with a reset of its own. It forges no packets, uses no other address and gets around nothing; but devices beside the path leave the server with connections that it takes for open until they time out. Probe what you may probe.

What it needs:
  Linux (x64, arm64, riscv64, loong64) and the optional package koffi. No privileges. With CAP_NET_RAW it also sees the packets: their hop limits and marks, and which router speaks of which packet.

Limits:
  Routers that balance by port show one path (--vary-ports shows more); the way back may be another than the way there. NAT and tunnels hide routers. Devices that block what follows a trigger need --one-connection, or --pace with more seconds than the block lasts. What sits right before the server cannot be told from the server.

Examples:
  rstrace locate https://www.example.com/
  rstrace locate 192.0.2.10:443 --sni www.example.com
  rstrace locate 'http://192.0.2.10/' --host www.example.com --control www.example.org
  rstrace locate www.example.com:8443 --control-port 443
  rstrace locate https://www.example.com/ --resolve --asn GeoLite2-ASN.mmdb --log locate.jsonl
  rstrace locate --from-capture client.pcap --finding 1
  rstrace locate https://www.example.com/ --dry-run

Exit codes:
  0 done, whatever was found   2 wrong usage   3 unreadable capture   4 nothing could be tried here   130 interrupted`,
  },
  ping: {
    description: 'the hop limit with which a host itself answers, next to what a capture shows',
    epilogue: `It sends a few echo requests and reads the hop limit of the answers: through a ping socket where net.ipv4.ping_group_range allows it, a raw socket with CAP_NET_RAW, or the program ping. With --compare it sets them beside the resets that the capture has from the same address.

Examples:
  rstrace ping www.example.com
  rstrace ping 192.0.2.10 --compare client.pcap

Exit codes:
  0 done   2 wrong usage   3 unreadable capture   4 no address, or this machine may not ping   130 interrupted`,
  },

  noTarget: 'no URL or host given',
  optionNeeds: (option, scheme) => `${option} needs an ${scheme} target: in others it is not sent, or encrypted`,
  badDatabase: (file, why) => `${file} is no database in MaxMind format (${why})`,
  noAddress: (name, why) => `${name} has no address (${why})`,
  needsLinux: 'locate needs Linux on x64, arm64, riscv64 or loong64; rstrace probe works everywhere',
  needsKoffi:
    'locate needs the optional package koffi (npm install koffi) to reach the hop limits of sockets; rstrace probe works without',
  cannotPing: 'this machine may not send echo requests: no ping socket, no raw socket, no program named ping',
}
