/**
 * Idle times that products give up after, as their documentation states them. A match names every product that fits:
 * one number is the default of many.
 */
interface Timer {
  product: string
  seconds: number
}

/** Sources: vendors' documentation as collected in the page of `idle-timeout`; defaults, which operators change. */
export const timers: Timer[] = [
  { product: 'Node.js http keepAliveTimeout', seconds: 5 },
  { product: 'Apache httpd KeepAliveTimeout', seconds: 5 },
  { product: 'Alibaba Cloud ALB', seconds: 15 },
  { product: 'Tomcat keepAliveTimeout', seconds: 20 },
  { product: 'common client read timeout', seconds: 30 },
  { product: 'AWS ALB / CLB', seconds: 60 },
  { product: 'Huawei ELB HTTP, UCloud CLB, Alibaba CLB HTTP', seconds: 60 },
  { product: 'Node.js http keepAliveTimeout (since 2026)', seconds: 65 },
  { product: 'nginx keepalive_timeout', seconds: 75 },
  { product: 'IIS', seconds: 120 },
  { product: 'Kestrel KeepAliveTimeout', seconds: 130 },
  { product: 'Azure Load Balancer / NAT gateway', seconds: 240 },
  { product: 'F5 BIG-IP FastL4, Huawei ELB TCP', seconds: 300 },
  { product: 'AWS NLB / NAT gateway / Network Firewall', seconds: 350 },
  { product: 'Google Cloud VPC connection tracking', seconds: 600 },
  { product: 'Alibaba Cloud CLB / NLB TCP', seconds: 900 },
  { product: 'Google Cloud NAT (established)', seconds: 1200 },
  { product: 'Juniper SRX', seconds: 1800 },
  { product: 'FortiGate, PAN-OS, Cisco ASA, Check Point, Envoy', seconds: 3600 },
  { product: 'Linux tcp_keepalive_time', seconds: 7200 },
  { product: 'kube-proxy conntrack', seconds: 86_400 },
  { product: 'Linux conntrack (established)', seconds: 432_000 },
]

/** Products whose idle time the silence reached just now: within 2 %, or a second and a round trip for short ones. */
export function timersMatching(idle: number, roundTrip = 0): Timer[] {
  return timers.filter(
    (t) => Math.abs(idle - t.seconds) <= Math.max(0.02 * t.seconds, Math.min(1 + roundTrip, 0.2 * t.seconds)),
  )
}
