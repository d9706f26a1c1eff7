# Only what comes to the client was captured: the SYN-ACK, and a router's refusal of what the client sent next.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:25 ttl 46
+0      C > S  SYN lost
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK lost                     @ack
+3ms    192.0.2.1 > C  ICMP unreachable 13 about @ack ttl 61
expect kind icmp-reject origin middlebox severity warn
