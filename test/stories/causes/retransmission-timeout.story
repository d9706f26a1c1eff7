# Windows gives up after doubling its timer five times, and says so.
client 10.0.0.2:50123 ttl 128 id counter 300
server 203.0.113.9:445 ttl 50
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 500 dropped             @data
+300ms  C > S  again @data dropped
+600ms  C > S  again @data dropped
+1200ms C > S  again @data dropped
+2400ms C > S  again @data dropped
+4800ms C > S  again @data dropped
+9600ms C > S  RST-ACK window 0             @reset
expect @reset origin client cause retransmission-timeout severity warn not-cause abort idle-timeout
expect kind blackhole
