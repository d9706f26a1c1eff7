# Every second packet of a download is lost between the captures and has to be sent again.
server 203.0.113.9:80 ttl 54
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /big host www.example.com
+10ms   S > C  data 1400 there dropped ttl 64 @a
+10.1ms S > C  data 1400
+0.1ms  C > S  ACK
+230ms  S > C  again @a
+0.1ms  C > S  ACK
+16ms   S > C  data 1400 there dropped ttl 64 @b
+10.1ms S > C  data 1400
+0.1ms  C > S  ACK
+230ms  S > C  again @b
+0.1ms  C > S  ACK
+16ms   S > C  data 1400 there dropped ttl 64 @c
+10.1ms S > C  data 1400
+0.1ms  C > S  ACK
+230ms  S > C  again @c
+0.1ms  C > S  ACK
+16ms   S > C  data 1400 there dropped ttl 64 @d
+10.1ms S > C  data 1400
+0.1ms  C > S  ACK
+230ms  S > C  again @d
+0.1ms  C > S  ACK
+16ms   S > C  data 1400 there dropped ttl 64 @e
+10.1ms S > C  data 1400
+0.1ms  C > S  ACK
+230ms  S > C  again @e
+0.1ms  C > S  ACK
+1s     end
expect kind packet-loss place "Between the two capture points"
