# Two services of one address refuse, and nothing else of it is seen: the host has neither, or a filter refuses the address.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN
+26ms   S > C  RST-ACK                      @first
connection 2
client 10.0.0.2:50124
server 203.0.113.9:80
+1s     C > S  SYN
+26ms   S > C  RST-ACK                      @second
expect @first origin unknown cause port-closed hops 18
expect @second origin unknown cause port-closed
