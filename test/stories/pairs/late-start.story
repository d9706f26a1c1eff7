# The second capture began when the first reset had long passed: its absence there says nothing.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10 from 5000
+0      C > S  SYN
+20ms   S > C  RST-ACK                 @early
+10s    C > S  SYN
+20ms   S > C  RST-ACK                 @late
+1s     end
expect @early origin server silent other-capture
expect @late origin server clearing other-capture seen-there @late
