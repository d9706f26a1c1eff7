# Two services of one address refuse, and nothing else of it is seen; the capture nearer to the host holds both refusals, so
# it was no filter between the two that refused.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+26ms   S > C  RST-ACK                      @first
connection 2
client 10.0.0.2:50124
server 203.0.113.9:80
+1s     C > S  SYN
+26ms   S > C  RST-ACK                      @second
+1s     end
expect @first origin server cause port-closed clearing other-capture
expect @second origin server cause port-closed clearing other-capture
