# The capture ends before anybody could have answered.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN dropped                  @syn
+1s     C > S  again @syn dropped
+1s     end
expect no kind blackhole no finding above info
