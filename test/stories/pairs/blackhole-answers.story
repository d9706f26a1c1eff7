# The SYNs arrive at the server, whose answers leave it and are lost on their way back.
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
+1s     C > S  SYN                     @syn
+10ms   S > C  SYN-ACK ttl 64          there @answer
+1s     C > S  again @syn
+10ms   S > C  again @answer           there
+2s     C > S  again @syn
+10ms   S > C  again @answer           there
+4s     end
expect kind blackhole place "the answers to them were lost between the two"
expect pair connections 2
