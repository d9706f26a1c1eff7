# A router says that it does not let the connection through.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:25 ttl 46
+0      C > S  SYN                          @syn
+3ms    192.0.2.1 > C  ICMP unreachable 13 about @syn ttl 61 @error
+1s     C > S  again @syn
+3ms    192.0.2.1 > C  ICMP unreachable 13 about @syn ttl 61
expect kind icmp-reject origin middlebox severity warn trigger @syn
expect no kind blackhole
