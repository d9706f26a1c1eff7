# The server answered a connection before; the SYNs of the next are lost between the two captures.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  data 400
+0.1ms  C > S  FIN
+20ms   S > C  FIN
+0.1ms  C > S  ACK
connection 2
client 10.0.0.2:50124 ttl 64
+1s     C > S  SYN                     here @syn
+1s     C > S  again @syn              here
+2s     C > S  again @syn              here
+4s     end
expect kind blackhole place "between the two captures"
expect pair connections 1
