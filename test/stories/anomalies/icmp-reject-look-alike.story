# A traceroute's probe runs out of hops: nobody rejects anything.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN ttl 2                    @probe
+3ms    192.0.2.1 > C  ICMP time-exceeded about @probe ttl 61
+1s     C > S  again @probe
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 100
+0.1ms  C > S  ACK
expect no kind icmp-reject no finding above info
