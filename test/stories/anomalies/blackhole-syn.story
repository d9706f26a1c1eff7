# Nobody answers the SYN, however often.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN dropped                  @syn
+1s     C > S  again @syn dropped
+2s     C > S  again @syn dropped
+4s     C > S  again @syn dropped
+8s     end
expect kind blackhole severity warn
expect no kind packet-loss
