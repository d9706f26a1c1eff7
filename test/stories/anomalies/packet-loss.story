# Every third packet of a download has to be sent again.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /big host www.example.com
+27ms   S > C  data 1400 dropped            @a
+0.1ms  S > C  data 1400
+0.1ms  C > S  ACK
+230ms  S > C  again @a
+0.1ms  C > S  ACK
+26ms   S > C  data 1400 dropped            @b
+0.1ms  S > C  data 1400
+0.1ms  C > S  ACK
+230ms  S > C  again @b
+0.1ms  C > S  ACK
+26ms   S > C  data 1400 dropped            @c
+0.1ms  S > C  data 1400
+0.1ms  C > S  ACK
+230ms  S > C  again @c
+0.1ms  C > S  ACK
+26ms   S > C  data 1400 dropped            @d
+0.1ms  S > C  data 1400
+0.1ms  C > S  ACK
+230ms  S > C  again @d
+0.1ms  C > S  ACK
+26ms   S > C  data 1400 dropped            @e
+0.1ms  S > C  data 1400
+0.1ms  C > S  ACK
+230ms  S > C  again @e
+0.1ms  C > S  ACK
expect kind packet-loss severity warn
expect no kind blackhole
